#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { defineCommand, runMain } from 'citty'
import { type CliArgs, cliArgs } from './cli/cliArgs.ts'
import { logEvents } from './cli/logEvents.ts'
import { startMessage } from './cli/startMessage.ts'
import { toOptions } from './cli/toOptions.ts'
import { startEmulator } from './startEmulator.ts'

const command = defineCommand({
  meta: { name: 'freshice-emulator', description: "Cloudflare's TURN API and a TURN server on your own machine." },
  args: cliArgs,
  async run({ args }) {
    try {
      await run(args)
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
      process.exitCode = 1
    }
  },
})

async function run(args: CliArgs): Promise<void> {
  const options = await toOptions(args, (path) => readFile(path, 'utf8'))
  const emulator = await startEmulator(options)
  process.stdout.write(startMessage(emulator, options))
  if (args.log) logEvents(emulator, (line) => process.stdout.write(`${line}\n`))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, emulator.close)
}

await runMain(command)
