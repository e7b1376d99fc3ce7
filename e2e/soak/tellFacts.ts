import type { BrowserName } from '../browsers.ts'
import type { Fact } from './judge.ts'

/** Prints what held in each browser and what did not, and returns how many did not. No browser is one that did not. */
export function tellFacts(names: readonly BrowserName[], outcomes: PromiseSettledResult<Fact[]>[]): number {
  let missed = names.length > 0 ? 0 : 1
  outcomes.forEach((outcome, index) => {
    console.log(`\n${names[index]}`)
    const facts: Fact[] =
      outcome.status === 'fulfilled' ? outcome.value : [{ text: `broke off: ${outcome.reason}`, isHeld: false }]
    for (const { text, isHeld } of facts) console.log(`  ${mark(isHeld)} ${text}`)
    missed += facts.filter(({ isHeld }) => isHeld === false).length
  })
  console.log(missed > 0 ? `\n${missed} do not hold.` : '\nAll of it holds.')
  return missed
}

function mark(isHeld: boolean | undefined): string {
  if (isHeld === undefined) return '   -'
  return isHeld ? '  ok' : 'FAIL'
}
