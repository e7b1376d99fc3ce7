#!/usr/bin/env node
import { defineCommand, runMain } from 'citty'
import { startEmulator } from './startEmulator.ts'
import type { Expiry } from './turn/context.ts'

const command = defineCommand({
  meta: { name: 'freshice-emulator', description: "Cloudflare's TURN API and a TURN server on your own machine." },
  args: {
    port: {
      type: 'string',
      default: '0',
      valueHint: 'number',
      description: 'Port of the HTTP API; 0 is any free one.',
    },
    'turn-port': { type: 'string', default: '0', valueHint: 'number', description: 'Port of TURN over UDP and TCP.' },
    expiry: {
      type: 'enum',
      options: ['strict', 'lenient'],
      default: 'strict',
      description: 'Whether expiry ends live allocations (strict) or only refuses new ones (lenient).',
    },
    grace: {
      type: 'string',
      default: '0',
      valueHint: 'ms',
      description: 'How long live allocations outlive their credential when expiry is strict.',
    },
  },
  async run({ args }) {
    try {
      await run({
        port: Number(args.port),
        turnPort: Number(args['turn-port']),
        expiry: args.expiry as Expiry,
        grace: Number(args.grace),
      })
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
      process.exitCode = 1
    }
  },
})

interface RunOptions {
  port: number
  turnPort: number
  expiry: Expiry
  grace: number
}

async function run(options: RunOptions): Promise<void> {
  const { baseUrl, turnUrl, keyId, keySecret, close } = await startEmulator(options)
  const lines = [
    "Cloudflare's TURN API and a TURN server, emulated on this machine.",
    '',
    `  API   ${baseUrl}`,
    `  TURN  ${turnUrl} over UDP and TCP, expiry ${options.expiry}`,
    '',
    'For the environment of your credential endpoint:',
    '',
    `TURN_KEY_ID=${keyId}`,
    `TURN_KEY_SECRET=${keySecret}`,
    `TURN_BASE_URL=${baseUrl}`,
    '',
    'Firefox reaches a TURN server on 127.0.0.1 only with media.peerconnection.ice.loopback set to true in about:config.',
    'Ctrl-C ends it.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, close)
}

await runMain(command)
