import type { Contender } from './contender.ts'
import { createLab } from './lab.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

/** The worst value of each figure over many seeds. Where nobody draws a random number one will do: all are the same. */
export async function worstFigures(
  world: World,
  contender: Contender,
  { scenario, seeds }: { scenario: Scenario; seeds: number },
): Promise<number[]> {
  let worst: number[] = []
  for (let seed = 1; seed <= seeds; seed += 1) {
    world.seed(seed)
    const figures = await figuresOf(world, contender, scenario)
    worst = figures.map((figure, index) => Math.max(figure, worst[index] ?? 0))
    if (!world.hasDrawn()) break
  }
  return worst
}

/** Runs one scenario, and leaves the world as it was. */
async function figuresOf(world: World, contender: Contender, scenario: Scenario): Promise<number[]> {
  const lab = createLab(world, contender)
  const figures = await scenario.run(lab)
  lab.unmount()
  world.page.setVisible(true)
  world.page.setOnline(true)
  await world.drain()
  world.setClockSkew(0)
  return figures
}
