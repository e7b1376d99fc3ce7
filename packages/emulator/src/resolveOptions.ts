import { isIPv4 } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { EmulatorOptions } from './emulatorOptions.ts'
import { EmulatorError } from './errors.ts'
import type { Quotas } from './turn/allocations.ts'
import { defaultLifetimes, type Lifetimes } from './turn/lifetimes.ts'
import { isLoopback, isNetwork } from './turn/peerPolicy.ts'

type Optional = 'alternatePort' | 'tls'

/** All that has a default is there. */
export type ResolvedOptions = {
  [Name in keyof EmulatorOptions]-?: Name extends Optional
    ? EmulatorOptions[Name]
    : Exclude<EmulatorOptions[Name], undefined>
} & { lifetimes: Lifetimes; quotas: Quotas }

/** The longest that a Node timer can wait. */
export const maxDelay = 2 ** 31 - 1

/** Fills in the defaults. Throws an EmulatorError for a value that cannot be meant; faults are checked by themselves. */
export function resolveOptions(options: EmulatorOptions): ResolvedOptions {
  const { port = 0, turnPort = 0, tlsPort = 0, expiry = 'strict', grace = 0, alternatePort, tls, faults = {} } = options
  const lifetimes = { ...defaultLifetimes, ...options.lifetimes }
  const quotas = { total: 1000, perCredential: 250, ...options.quotas }
  requireWhole({ port, turnPort, tlsPort }, { least: 0, most: 65_535 })
  requireWhole({ grace }, { least: 0, most: maxDelay })
  requireWhole(lifetimes, { least: 1, most: maxDelay })
  requireWhole(quotas, { least: 0, most: Number.MAX_SAFE_INTEGER })
  if (expiry !== 'strict' && expiry !== 'lenient') throw invalid('expiry', "'strict' or 'lenient'", expiry)
  if (alternatePort !== undefined && alternatePort !== 53 && alternatePort !== 443) {
    throw invalid('alternatePort', '53 or 443', alternatePort)
  }
  if (tls) requireCertificate(tls)
  const addresses = resolveAddresses(options)
  return { port, turnPort, tlsPort, ...addresses, expiry, grace, lifetimes, quotas, alternatePort, tls, faults }
}

function resolveAddresses({ host: given = '127.0.0.1', publicAddress: told, allowedPeers = [] }: EmulatorOptions) {
  const host = given === 'localhost' ? '127.0.0.1' : given
  if (!isIPv4(host)) throw unsupportedHost(`host must be localhost or an IPv4 address, not ${JSON.stringify(host)}.`)
  const publicAddress = told ?? host
  if (!isIPv4(publicAddress)) throw invalid('publicAddress', 'an IPv4 address', publicAddress)
  if (publicAddress === '0.0.0.0') {
    throw unsupportedHost('With host 0.0.0.0 a publicAddress is needed: the one that clients reach this machine at.')
  }
  if (isLoopback(host) !== isLoopback(publicAddress)) {
    throw unsupportedHost(`host ${host} and publicAddress ${publicAddress} do not go together: one is loopback.`)
  }
  if (!Array.isArray(allowedPeers)) throw invalid('allowedPeers', 'a list', allowedPeers)
  for (const peer of allowedPeers) {
    if (!isNetwork(String(peer))) throw invalid('allowedPeers', 'a list of IPv4 addresses and networks', peer)
    if (isLoopback(host))
      throw invalid('allowedPeers', `left out with host ${host}, which reaches loopback alone`, peer)
    if (isLoopback(peer)) throw invalid('allowedPeers', 'without loopback, which others must not reach', peer)
  }
  return { host, publicAddress, allowedPeers }
}

function requireCertificate({ cert, key }: NonNullable<EmulatorOptions['tls']>): void {
  if (!cert || !key) throw new EmulatorError('invalid-option', 'tls needs cert and key, both in PEM.')
  try {
    createSecureContext({ cert, key })
  } catch (cause) {
    throw new EmulatorError('invalid-option', 'tls.cert and tls.key must be a certificate in PEM and its key.', {
      cause,
    })
  }
}

/** Throws an EmulatorError for the first of these values that is not a whole number in this range. */
export function requireWhole(values: object, { least, most }: { least: number; most: number }): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue
    throw invalid(name, `a whole number from ${least} to ${most}`, value)
  }
}

function invalid(name: string, demand: string, value: unknown): EmulatorError {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return new EmulatorError('invalid-option', `${name} must be ${demand}, not ${shown}.`)
}

function unsupportedHost(message: string): EmulatorError {
  return new EmulatorError('unsupported-host', message)
}
