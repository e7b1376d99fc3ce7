import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url))

/** Builds a front end as it is deployed, and tells what went into it. */
async function bundle(name: string) {
  const root = fileURLToPath(new URL(`../../${name}/`, import.meta.url))
  const configFile = `${root}vite.config.ts`
  const output = await build({ root, configFile, logLevel: 'error', build: { write: false } })
  const chunks = ([output].flat() as Rolldown.RolldownOutput[]).flatMap((result) =>
    result.output.filter((file) => file.type === 'chunk'),
  )
  return { modules: chunks.flatMap(({ moduleIds }) => moduleIds), code: chunks.map(({ code }) => code).join('\n') }
}

test.each(['react', 'vue'])(
  'the %s front end has nothing of the server in it',
  async (name) => {
    const { modules, code } = await bundle(name)
    // So that the paths are the ones that would be seen.
    expect(modules.some((path) => path.startsWith(`${packages}core/src/`))).toBe(true)
    expect(
      modules.filter((path) => path.startsWith(`${packages}server/`) || path.includes('@freshice/server')),
    ).toEqual([])
    expect(code).toContain('/api/ice-servers')
    expect(code).not.toMatch(/TurnProviderError|TURN_KEY_SECRET|generate-ice-servers|createHmac/)
  },
  60_000,
)
