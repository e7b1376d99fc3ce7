import { runSoak } from './soak/runSoak.ts'
import { soakBrowser } from './soak/soakBrowser.ts'

// One relayed call for ten minutes in each browser, with credentials of 20 s on a server that enforces them.

await runSoak({
  minutes: 10,
  soak: soakBrowser,
  file: new URL('soak/RESULTS.md', import.meta.url),
  command: 'pnpm soak',
  text: `# The soak: a relayed call for 10 minutes

\`pnpm soak\` runs it again. One call in each browser, both at once, between two ends in one page, with credentials of 20 s on
a TURN server that ends every allocation with its credential; on two cores that other work shares.`,
})
