import { versionOf } from '../versionOf.ts'
import type { Contender } from './contender.ts'
import { LATENCY, TTL } from './scriptedServer.ts'

export interface ResultsOptions {
  contenders: Contender[]
  /** How often each cell was run. */
  seeds: number
}

/** The page of results around the table. */
export function results(table: string, { contenders, seeds }: ResultsOptions): string {
  return `# The lab

What happens to a page's ICE servers over hours, played to several ways of having them in a component: hooks that one
writes on the usual libraries, and freshice. The same scripted endpoint, page and clocks for all.

Written by \`pnpm lab\`, which takes about a minute and fails where freshice misses a bar of its refresh policy.

${table}

## How to read it

- The endpoint answers after ${LATENCY} ms with \`iceServers\`, \`ttl\` (${TTL} s) and \`expiresAt\`, and a \`Date\` header.
- Less is better in each figure, except Y and n. **Expired**: what the component has rendered, and would hand to
  \`RTCPeerConnection\`, holds a credential that is past its end by the server's own clock. **Missing**: it holds no
  credential, although one that was delivered lives still. Both are looked at once a second, in the middle of it.
- **Seconds to recover**: until a credential that lives is rendered, counted from the end of the trouble.
- Each cell is the worst of ${seeds} seeds, for each figure by itself, for everybody. What is drawn: freshice's and SWR's
  delays, and when outages, offline times and sleep begin (the same for all contenders).
- The bar is that of freshice's refresh policy. The two rows of wrong clocks stand twice, because they depend on what the
  app's author reckons with: on \`expiresAt\`, as is common, or on \`ttl\`, where the endpoint tells nothing else.
- A call: the page has a live, direct \`RTCPeerConnection\`, which freshice is told of. The others have no place for it.
- A permanent 401 starts after the first minute, with a living credential in hand. In a call freshice goes on to ask until
  that one ends, with longer pauses, because a session that is being renewed must not cost the call; there is no bar for it.

## Who plays

All but freshice refresh at 80 % of the life, at the least 5 s after the last try. Each is written as its documentation
teaches for this case.

${contenders.map(describe).join('\n\n')}

## What it is not

- No browser: happy-dom, faked clocks and production builds. Browsers clamp timers of hidden pages and loops of 1 ms, so
  the requests of VueUse without expiry would be a few thousand; a delay of more than 2^31 - 1 ms counts as 1 ms.
- Sleep is a wall clock that jumps while timers and \`performance.now()\` stand still. Some machines wake otherwise.
- Offline is \`navigator.onLine\`, its events, and a fetch that fails at once.
- One way of writing each hook. An author who knows these rows could mend most of them by hand.
- Nothing is said about TURN itself: whether a call survives is tested in \`e2e\`.
`
}

function describe({ name, packages, settings }: Contender): string {
  const versions = packages.map((specifier) => `${specifier} ${versionOf(specifier)}`).join(', ')
  return [`### ${name}`, '', `${versions}.`, '', ...settings.map((setting) => `- ${setting}`)].join('\n')
}
