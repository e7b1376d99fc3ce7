import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'

// The junk tests of the emulator with 200,000 packets over UDP and as many over TCP. Another number and a seed as arguments.

const [packets = '200000', seed = `${randomInt(1, 2 ** 31)}`] = process.argv.slice(2)
console.log(`${packets} packets of seed ${seed}`)
const env = { ...process.env, STORM_PACKETS: packets, STORM_SEED: seed }
const args = ['exec', 'vitest', 'run', '--project', 'node', 'packages/emulator/test/junk.test.ts']
const child = spawn('pnpm', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
