import { versionOf } from '../versionOf.ts'
import { type ContenderInfo, contenders } from './contenders.ts'
import type { MeasureOptions } from './page/measure.ts'
import type { Tables } from './tables.ts'

export interface ResultsOptions {
  /** Of Chromium. */
  version: string
  rounds: number
  sizes: MeasureOptions[]
}

/** The text of RESULTS.md. */
export function resultsMarkdown({ React, Vue }: Tables, { version, rounds, sizes }: ResultsOptions): string {
  const runs = sizes.map(({ count, runs }) => `${runs} with ${count.toLocaleString('en')}`).join(', ')
  return `<!-- Written by \`pnpm renders\`; the words stand in bench/renders/resultsMarkdown.ts. -->

# Renders: what a component with ICE servers costs

So many components on one page, each with the hook or composable of its own, show the user of the credential. They load
it first, then it is refreshed with other servers, then with the same ones once more. \`pnpm renders\` runs it again; it
fails, and writes nothing, when freshice makes more than one request, or more commits than two, one and none.

Chromium ${version} without a screen, on two cores that other work shares; production builds, minified. ${rounds} rounds, in which
all take turns, each in a page of its own with several runs after one that only warms up: ${runs} components.
The fastest run of a page counts, because other work only ever adds.

In each pair of columns: **commits, renders of one component**, and requests where there is not just one, each the most
of all runs; then the **time as a multiple of the floor's** in the same round, as the median of all rounds with the least
and the most, and the median in milliseconds.

## React

${React}

## Vue

${Vue}

A commit of Vue is one go of its scheduler in which components rendered.

## What the time is

- From the call that mounts or refreshes until the answer is there and the last commit has ended. Layout and painting come
  after that, and are the same for all.
- The endpoint is a function in the page that answers at once with a \`Response\`. Over a network the times differ by
  less: nothing here is about that.
- Each row of freshice has a subscription of its own, as hooks have it. So has each of SWR and TanStack Query; those of
  VueUse share one by \`createSharedComposable\`, which freshice's composables can be put through too.
- Where nothing has to be rendered, as with equal servers, the floor takes a fraction of a millisecond, so that a large
  factor may be little time: look at the milliseconds.

## Who plays

Each is written as its documentation teaches. The endpoint tells a \`ttl\` and no \`expiresAt\`, so that equal servers make
an equal answer, which is what the others compare; with an \`expiresAt\` in it, as many endpoints tell it, their data
changes with every answer.

${contenders.map(describe).join('\n')}
`
}

function describe({ framework, name, packages, settings }: ContenderInfo): string {
  const versions = packages.map((specifier) => `${specifier} ${versionOf(specifier)}`).join(', ')
  return `- **${name}** (${framework}): ${settings} ${versions}.`
}
