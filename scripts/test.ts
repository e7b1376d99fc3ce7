import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, firefox, howToGetBrowsers } from './browsers.ts'

// Everything that has to hold, in one command: builds, types, lint, and the tests of all suites. Ends with their sum.

const isCi = process.env.CI === 'true'
const sum = { passed: 0, failed: 0, skipped: 0 }
const reports = await mkdtemp(join(tmpdir(), 'freshice-test-'))

console.log(`Node ${process.version}`)
const missing = [...(chromium() ? [] : ['Chromium']), ...(firefox() ? [] : ['Firefox'])]
await check('build', ['run', 'build'])
await check('sizes', ['run', 'size:measure', '--check'])
await check('typecheck', ['run', 'typecheck'])
await check('lint', ['run', 'lint'])
await suite('node')
await suite('emulator')
await suite('dom')
await suite('dom-react18')
await suite('dom-vueuse14')
if (chromium()) await suite('browser')
if (missing.length < 2) await suite('e2e')
if (missing.length > 0) {
  const tests = missing.includes('Chromium')
    ? 'the suite "browser" and its part of "e2e"'
    : 'its part of the suite "e2e"'
  console.log(`\n${missing.join(' and ')} missing: skipped ${tests}. ${howToGetBrowsers}`)
  if (isCi) sum.failed += missing.length
}
await rm(reports, { recursive: true })
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`)
process.exitCode = sum.failed > 0 ? 1 : 0

/** Runs one script; a failure counts as a failed test. */
async function check(name: string, args: string[]): Promise<void> {
  console.log(`\n- ${name}`)
  if ((await pnpm(args)) === 0) return
  console.log(`- ${name} failed`)
  sum.failed += 1
}

/** Runs one project of vitest.config.ts and adds what it counted. */
async function suite(project: string): Promise<void> {
  console.log(`\n- tests: ${project}`)
  const report = join(reports, `${project}.json`)
  const code = await pnpm([
    ...['exec', 'vitest', 'run', '--project', project, '--passWithNoTests'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ])
  const counted = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'))
  sum.passed += counted.numPassedTests ?? 0
  sum.failed += counted.numFailedTests ?? 0
  sum.skipped += (counted.numPendingTests ?? 0) + (counted.numTodoTests ?? 0)
  // A suite can fail without a failed test: a file that does not load, or an error that nobody caught.
  if (code !== 0 && !(counted.numFailedTests > 0)) sum.failed += 1
}

function pnpm(args: string[]): Promise<number> {
  const child = spawn('pnpm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
