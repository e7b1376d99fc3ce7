import type { EmulatorOptions } from '../emulatorOptions.ts'
import { EmulatorError } from '../errors.ts'
import type { Expiry } from '../turn/context.ts'
import { type CliArgs, cliArgs } from './cliArgs.ts'

/** Throws an EmulatorError for a flag or a value that cannot be meant. */
export async function toOptions(
  args: CliArgs,
  readFile: (path: string) => Promise<string>,
): Promise<EmulatorOptions & { expiry: Expiry }> {
  refuseUnknown(args)
  const alternatePort = args['alternate-port']
  return {
    port: number(args, 'port'),
    turnPort: number(args, 'turn-port'),
    tlsPort: number(args, 'tls-port'),
    host: args.host,
    publicAddress: args['public-address'],
    allowedPeers: args['allow-peers']?.split(',').map((peer) => peer.trim()),
    tls: await certificate(args, readFile),
    alternatePort: alternatePort === undefined ? undefined : (number(args, 'alternate-port') as 53 | 443),
    expiry: args.expiry,
    grace: number(args, 'grace'),
    faults: { relayDelay: number(args, 'relay-delay'), relayLoss: number(args, 'relay-loss') },
  }
}

/** The library takes whatever comes. */
function refuseUnknown({ _: words, ...args }: CliArgs): void {
  const known = Object.keys(cliArgs)
  const camel = known.map((name) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()))
  const unknown = Object.keys(args).find((name) => !known.includes(name) && !camel.includes(name))
  const what = unknown ? `flag ${unknown.length === 1 ? '-' : '--'}${unknown}` : words[0] && `argument ${words[0]}`
  if (what) throw new EmulatorError('invalid-option', `There is no ${what}. --help shows what there is.`)
}

function number(args: CliArgs, name: keyof typeof cliArgs): number {
  const text = String(args[name])
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new EmulatorError('invalid-option', `--${name} must be a number, not ${JSON.stringify(text)}.`)
}

async function certificate(
  args: CliArgs,
  readFile: (path: string) => Promise<string>,
): Promise<EmulatorOptions['tls']> {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-name': name } = args
  if (cert === undefined && key === undefined) return undefined
  if (!cert || !key) throw new EmulatorError('invalid-option', '--tls-cert and --tls-key are needed together.')
  return { cert: await readFile(cert), key: await readFile(key), name }
}
