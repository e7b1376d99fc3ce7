import { type FaultCode, SENTENCES } from './faultCode.ts'
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
  if (kind === 'legacy-url') return typeof given === 'string'
  if (kind === 'credential-type') return given === 'password'
  if (kind === 'ip-over-tls') return true
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
