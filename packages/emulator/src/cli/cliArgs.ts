import type { ArgsDef, ParsedArgs } from 'citty'

/** The flags of the command. Numbers are taken as text, so that a wrong one can be named as it was typed. */
export const cliArgs = {
  port: { type: 'string', default: '0', valueHint: 'number', description: 'Port of the HTTP API; 0 is any free one.' },
  'turn-port': { type: 'string', default: '0', valueHint: 'number', description: 'Port of TURN over UDP and TCP.' },
  host: {
    type: 'string',
    default: '127.0.0.1',
    valueHint: 'address',
    description: 'Where to listen: an IPv4 address of this machine, or 0.0.0.0.',
  },
  'public-address': { type: 'string', valueHint: 'address', description: 'The address that clients are told.' },
  'allow-peers': {
    type: 'string',
    valueHint: 'list',
    description: 'Addresses and networks, with commas between, that a relay beyond loopback may reach.',
  },
  'tls-cert': { type: 'string', valueHint: 'file', description: 'A certificate in PEM: serves TURN over TLS too.' },
  'tls-key': { type: 'string', valueHint: 'file', description: 'The key of that certificate.' },
  'tls-name': { type: 'string', valueHint: 'name', description: 'The name that the certificate is for.' },
  'tls-port': { type: 'string', default: '0', valueHint: 'number', description: 'Port of TURN over TLS.' },
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
  'alternate-port': {
    type: 'string',
    valueHint: '53|443',
    description: 'A further UDP port in the URLs, as in those of Cloudflare; nothing listens there.',
  },
  'relay-delay': { type: 'string', default: '0', valueHint: 'ms', description: 'Delay of each relayed packet.' },
  'relay-loss': { type: 'string', default: '0', valueHint: '0..1', description: 'Share of relayed packets to lose.' },
  log: { type: 'boolean', default: false, description: 'Print a line for each event.' },
} as const satisfies ArgsDef

export type CliArgs = ParsedArgs<typeof cliArgs>
