import { soakRelay } from './relaySoak/soakRelay.ts'
import { runSoak } from './soak/runSoak.ts'

// A relayed call over UDP and one over TCP in each browser, all at once, for twelve minutes: past the lifetimes of
// permissions, channels and allocations.

await runSoak({
  minutes: 12,
  soak: soakRelay,
  file: new URL('relaySoak/RESULTS.md', import.meta.url),
  command: 'pnpm soak:relay',
  text: `# The relay's soak: calls that outlive every lifetime of TURN

\`pnpm soak:relay\` runs it again in 12 minutes. In each browser a call over UDP and one over TCP, all at once, past the
lifetimes of permissions (5 minutes), channels and allocations (10 minutes); on two cores that other work shares.`,
})
