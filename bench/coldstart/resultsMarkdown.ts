export interface ResultsOptions {
  /** Of the browsers. */
  versions: string
  rounds: number
  /** How long the endpoint takes, in milliseconds. */
  endpoint: number
  /** How long each packet to or from the TURN server takes, in milliseconds. */
  relay: number
}

/** The text of RESULTS.md. */
export function resultsMarkdown(table: string, { versions, rounds, endpoint, relay }: ResultsOptions): string {
  return `<!-- Written by \`pnpm coldstart\`; the words stand in bench/coldstart/resultsMarkdown.ts. -->

# Cold start: from the click to the first relayed packet

\`pnpm coldstart\` runs it again in four minutes. It fails, and writes nothing, when prefetching is not faster than cold in
one of the browsers, when one who prefetched asks the endpoint again, and when a call is not relayed.

- **cold**: \`await client.getIceServers()\` at the click, then the connection.
- **prefetched**: the same, but \`client.getIceServers().catch(() => {})\` was called a second before, as on hover or in a route loader.
- **prefetched, pool**: a second before, the connection was made too, with \`iceCandidatePoolSize: 1\`.

All keep their connection with \`keepFresh\`. ${versions}, without a screen, on two cores that other work shares.
${rounds} rounds, in which all take turns, each click in a page of its own.

${table}

- **click to first packet**: until the other end has the first message of a data channel, over relays only, in
  milliseconds: the median of all rounds, with the least and the most. **to cold**: as a multiple of cold in the same round.
- **requests from the click on**: to the endpoint, by the one who clicks, until the message has arrived, in
  every round. Whoever prefetched had one before; without the pool nobody subscribes between the two.
- **allocations before it**: at the TURN server, by the one who clicks. **\`iceCandidatePoolSize\`**: what
  \`getConfiguration()\` tells. Where it is not there, the browser ignores the member: it allocates nothing before the
  click, and the two ways of prefetching differ by chance, and by the connection object being there.

## What is set

- The endpoint answers after ${endpoint} ms. On a network a first request also looks up a name and makes a TLS connection.
- The way to the TURN server takes ${relay} ms each way, for every packet, so that an allocation costs two round trips of ${2 * relay} ms
  and a message from end to end takes ${2 * relay} ms. There is one URL, over UDP. A signalling message takes 15 ms.
- The other end is the same each time: it waits in the same page, with its servers in hand and a pool of its own where
  there are pools. So the browser's WebRTC code is warm. One that fetches when it is called takes as much longer.

## What it is not

- A pool is not free: while nobody calls it holds an allocation for each URL. Cold and prefetched hold none. What it
  saves beside prefetching is part of an allocation, which goes on while offer and answer travel: see whether the two
  rows of Chromium differ by more than their spread.
- The click is a call of its handler; what a browser does from the finger to there is the same for all.
`
}
