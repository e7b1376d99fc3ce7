/** The text of RESULTS.md. */
export function resultsMarkdown(table: string, count: number): string {
  return `<!-- Written by \`pnpm lists\`; the words stand in bench/lists/resultsMarkdown.ts. -->

# Lists: what browsers make of lists of ICE servers

\`pnpm lists\` gives the same ${count.toLocaleString('en')} lists (valid, nearly valid and hostile) to both browsers again, as they are and as
\`validateIceServers\` repairs them. It fails, and writes nothing, when a browser rejects one that was judged good, or one
that was repaired. The test in \`e2e\` does the same with fewer.

${table}

- **good**, **bad**: \`ok\` of \`validateIceServers\`. **taken**, **rejected**: by \`setConfiguration()\` of the browser.
- **bad and taken**: what the other browser rejects, and what would do nothing though it is taken, such as a port that is
  never dialled.
`
}
