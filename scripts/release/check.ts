import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../../e2e/browsers.ts'
import { chromium, howToGetBrowsers } from '../browsers.ts'
import { apiTexts } from './api/apiTexts.ts'
import { checkPackages } from './checkPackages.ts'
import { consumers } from './harness/consumer.ts'
import { type ConsumerResult, runConsumer } from './harness/runConsumer.ts'
import { PACKAGES, type PackageName } from './packages.ts'
import { packTarballs } from './packTarballs.ts'
import { recordMarkdown } from './recordMarkdown.ts'
import { type StepResult, step } from './step.ts'
import { toolVersions } from './toolVersions.ts'

// The packages as users get them: packed, looked at, and installed into projects outside of this repository, each of which
// is run in a browser. With --only <project> nothing but that project; with --update the public names are written down anew.

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, update: { type: 'boolean' } } })
const chosen = consumers.filter(({ name }) => values.only?.includes(name) ?? true)
const unknown = values.only?.filter((name) => !consumers.some((consumer) => consumer.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are ${consumers.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

// What was started ends with this process, and what was copied goes.
const folder = mkdtempSync(join(tmpdir(), 'freshice-release-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

if (values.update) await writeApi()
else process.exitCode = (await check()) ? 0 : 1

/** Writes the public names and their types down. */
async function writeApi(): Promise<void> {
  for (const { snapshot, text, written } of await apiTexts('sources')) {
    if (text === written) continue
    await mkdir(dirname(snapshot), { recursive: true })
    await writeFile(snapshot, text)
    console.log(`Wrote ${snapshot}`)
  }
}

/** Whether all is well. The record is written of whole runs only. */
async function check(): Promise<boolean> {
  let tarballs = {} as Record<PackageName, string>
  const steps: StepResult[] = []
  steps.push(
    await step(`build and pack ${PACKAGES.join(', ')}`, async () => {
      tarballs = await packTarballs()
    }),
  )
  if (steps[0]?.fault !== undefined) return false
  if (!values.only) steps.push(...(await checkPackages(tarballs)))
  const results = await runConsumers(tarballs)
  if (!values.only) {
    const markdown = recordMarkdown({ versions: await toolVersions(), steps, consumers: results }, new Date())
    await writeFile(new URL('RECORD.md', import.meta.url), markdown)
  }
  const all = [...steps, ...results.flatMap((result) => result.steps)]
  const failed = all.filter(({ fault }) => fault !== undefined)
  console.log(`\n${all.length - failed.length} passed, ${failed.length} failed`)
  return failed.length === 0
}

/** One after the other: they would disturb each other's calls. */
async function runConsumers(tarballs: Record<PackageName, string>): Promise<ConsumerResult[]> {
  if (!chromium()) throw new Error(`Chromium is missing. ${howToGetBrowsers}`)
  const browser = await launchBrowser('Chromium')
  try {
    const results: ConsumerResult[] = []
    for (const consumer of chosen) results.push(await runConsumer(consumer, { folder, tarballs, browser }))
    return results
  } finally {
    await browser.close()
  }
}
