import type { IceProbeResult } from '@freshice/core/probe'

/** A row of the table, in words. */
export interface ProbeRow {
  key: number
  url: string
  protocol: string
  status: IceProbeResult['status']
  timeToCandidate: string
  roundTripTime: string
  reason: string
}

/** What came of each server, as it stands in the table. */
export function probeRows(results: readonly IceProbeResult[]): ProbeRow[] {
  return results.map((result, key) => {
    const { url, protocol, status } = result
    const reached = status === 'reached' ? result : undefined
    return {
      // The same URL may be listed twice.
      key,
      url,
      protocol: protocol?.toUpperCase() ?? NOTHING,
      status,
      timeToCandidate: milliseconds(reached?.timeToCandidate),
      roundTripTime: milliseconds(reached?.roundTripTime),
      reason: status === 'reached' ? GIVEN[result.candidateType] : result.message,
    }
  })
}

const NOTHING = '–'

const GIVEN = {
  relay: 'It relays.',
  srflx: 'It tells the address it sees; it does not relay.',
  host: 'It sees the machine’s own address; it does not relay.',
}

function milliseconds(time: number | undefined): string {
  if (time === undefined) return NOTHING
  return time < 1 ? '< 1 ms' : `${Math.round(time)} ms`
}
