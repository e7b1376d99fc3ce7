import type { Arm } from './arm.ts'
import { AFTERMATH, SILENCE } from './pauses.ts'
import type { Tables } from './tables.ts'

export interface ResultsOptions {
  /** In seconds. */
  ttl: number
}

/** The text of RESULTS.md. */
export function resultsMarkdown({ moves, noise, hours }: Tables, arms: Arm[], { ttl }: ResultsOptions): string {
  const versions = [...new Set(arms.map(({ browser, version }) => `${browser} ${version}`))].join(' and ')
  const watched = (arms[0]?.watched ?? 0) / 1000
  return `<!-- Written by \`pnpm calls\`; the words stand in bench/calls/resultsMarkdown.ts. -->

# Calls: what a move to the next credential costs

\`pnpm calls\` runs it again in seven minutes. It fails, and writes nothing, when a call with freshice has a pause of more
than two seconds, and when one that does nothing lives on: then the server did not enforce what this is about.

One relayed call at a time, both ends in one page, for ${watched} s, with credentials of ${ttl} s on a TURN server that ends every
allocation with its credential. ${versions}, without a screen; everything on loopback, on two cores
that other work shares. One run: the figures of another one differ.

- **nothing**: fetches credentials once.
- **reconnect on failed**: when the \`connectionState\` of either end is \`failed\`, both start anew, at once: new credentials,
  new connections, signalled anew. The common way.
- **freshice**: a client and \`keepFresh(pc, client)\` at each end, no option set.

## At each move

A move is an ICE restart that freshice asks for, or a new call. Median and largest pause of all moves in the run.

${moves}

- **data**: a message every 10 ms each way, sent by the ticks of a worker; the direction that suffers more. **video**: a
  canvas with 30 frames a second, from one end to the other; a frame counts when it is shown
  (\`requestVideoFrameCallback\`). **audio**: a tone in packets of 20 ms, the same way; a packet counts when it is played
  (\`getSynchronizationSources\`, looked at every 10 ms).
- The pause of a move is the longest one that lies in the ${AFTERMATH / 1000} s from its beginning or reaches into them: for a new call, which
  begins with \`failed\`, that is the whole outage. So it is never shorter than the common pause between two arrivals:
  about 10 ms for data, 33 ms for video, 20 ms for audio. Finer than that nothing is known.
- **without data**: all pauses of ${SILENCE / 1000} s or more together, also one that goes on at the end. Video and audio go with it.
- **TURN allocations a move**: what the server granted after the first call, both ends together. Each end makes one over UDP
  and one over TCP, because the endpoint offers both; in Firefox the end that offers makes more, for sound, picture and
  data apart. Chromium keeps the old ones until the server drops them.

## Elsewhere

The longest pause away from all moves, in the same runs: what machine and measuring make. Where a move's pause is no longer
than this, nothing can be told from it. **page**: the longest time in which the page itself stood still, at any time.

${noise}

## In an hour

Requests for credentials in an hour, both ends together, without the two that every call begins with.

${hours}

- **Measured**: those of the run, scaled to an hour; the wait for the next one is cut off, so it is somewhat too few. One who
  reconnects makes very few of them in ${watched} s.
- **Computed**: for freshice from the mean of its own \`refreshAge\`; for reconnect on failed two in each life and the outage
  after it. The outage is taken from the run (mean, data), because a browser notices as late whatever the life was.
- **without data**: in an hour with credentials of 3600 s, computed. For freshice 0 means pauses like those of its moves
  above, of which there are one to three in such an hour.

## What it is not

- No distance and no loss: a restart takes some round trips more where there are any, and so does a new call.
- Two who reconnect have to find each other again first; here they do so at once, in one page.
- Nothing but relayed calls between two, and a TURN server that enforces expiry. One that does not, such as coturn, lets
  calls live on without any of this until they gather again.
`
}
