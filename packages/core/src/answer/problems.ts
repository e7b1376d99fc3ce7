import { parseIceUrl, trimUrl } from './iceUrl.ts'
import type { Fault } from './judgeIceServers.ts'
import { credentialFault, urlFault } from './whyUnusable.ts'

/** One thing that was wrong with a list of ICE servers, and was mended or left out. */
export interface IceServerProblem {
  /** Where, as a path into the list: `[1].urls[0]`. */
  readonly path: string
  /** What kind of fault. */
  readonly code: FaultCode
  /** The fault in a sentence, without any credential. */
  readonly message: string
}

/** What can be wrong with a list of ICE servers. */
export type FaultCode = keyof typeof SENTENCES

/** The faults in sentences. */
export function toProblems(faults: Fault[]): IceServerProblem[] {
  return faults.map((fault) => {
    const { path } = fault
    const code = faultCode(fault)
    return { path, code, message: `${path || 'The value'} ${SENTENCES[code]}.` }
  })
}

/** Whether every browser would have taken it as it was given. */
export function isHarmless({ kind, given }: Fault): boolean {
  if (kind === 'legacy-url') return true
  if (kind === 'credential-type') return given === 'password'
  // Scheme and outer spaces in any case are fine everywhere; TCP in capitals and empty parts are not.
  return kind === 'repaired-url' && trimUrl(given as string).replace(/^\w+/, lowerCase) === parseIceUrl(given)?.href
}

function lowerCase(text: string): string {
  return text.toLowerCase()
}

function faultCode({ kind, given }: Fault): FaultCode {
  switch (kind) {
    case 'list':
      return typeof given === 'object' && given !== null ? 'one-object' : 'not-a-list'
    case 'server':
      return 'not-a-server'
    case 'urls':
      return 'no-urls'
    case 'url':
      return urlFault(given)
    case 'credential':
      return credentialFault(given as [unknown, unknown])
    default:
      return kind
  }
}

const SENTENCES = {
  'not-a-list': 'is no list of ICE servers',
  'one-object': 'is one server and not a list; it was wrapped',
  'not-a-server': 'is no ICE server that can be read',
  'legacy-url': 'names its URL "url"; it is "urls" now',
  'credential-type': 'has a credentialType, which is gone',
  'no-urls': 'is empty',
  'invalid-url': 'is no ICE server URL (expected stun:, turn: or turns:)',
  'invalid-scheme': 'is no stun:, turn: or turns: URL',
  stuns: 'uses stuns:, on which Firefox throws',
  'invalid-host': 'has no usable host',
  'invalid-port': 'has no usable port',
  'port-53': 'uses port 53, to which Chromium sends nothing',
  'blocked-port': 'uses a port that browsers block',
  'stun-query': 'is a stun: URL with a query',
  'invalid-transport': 'has a query other than transport=udp or transport=tcp',
  'repaired-url': 'was written in a way not every browser reads, and repaired',
  'no-username': 'is a TURN URL, but its username is missing',
  'no-credential': 'is a TURN URL, but its credential is missing',
  'long-username': 'is a TURN URL, but its username is longer than 508 bytes',
  'control-characters': 'is a TURN URL, but its username or credential has control characters',
  duplicate: 'was in the list before',
} as const
