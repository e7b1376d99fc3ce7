import { EmulatorError } from './errors.ts'

/** What the system says of a port or an address that cannot be had, in words; other errors as they are. */
export function explainListening(cause: unknown, asked: { host: string; ports: Record<string, number> }): unknown {
  const { code, port } = cause as { code?: string; port?: number }
  const option = Object.keys(asked.ports).find((name) => asked.ports[name] === port) ?? 'port'
  const advice = `choose another ${option}, or leave it out to get any free one.`
  if (code === 'EADDRINUSE') {
    return new EmulatorError('port-in-use', `Port ${port} is in use. End what listens there, ${advice}`, { cause })
  }
  if (code === 'EACCES') {
    return new EmulatorError('port-denied', `This user may not listen on port ${port}: ${advice}`, { cause })
  }
  if (code === 'EADDRNOTAVAIL') {
    return new EmulatorError('unsupported-host', `host ${asked.host} is not an address of this machine.`, { cause })
  }
  return cause
}
