import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The script of a page that measures one contender: production builds, minified, freshice from its sources. */
export async function bundleContender(module: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { contender } from './page/${module}.ts'
        import { measureIt } from './page/measure.ts'
        measureIt(contender)
      `,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    conditions: ['@freshice/source'],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
