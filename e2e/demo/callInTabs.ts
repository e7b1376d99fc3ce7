import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { expectAccessible } from './expectAccessible.ts'
import { click, count, notice, read, show } from './screen.ts'

/** A call from tab to tab: from the first that waits, over two moves to newer credentials, to one that is closed. */
export async function callInTabs(open: () => Promise<Page>): Promise<void> {
  const ada = await open()
  await show(ada, 'you', 'Ada')
  await notice(ada, 'Nobody else is here yet')
  await expectAccessible(ada, 'waiting for the second tab')

  const ben = await open()
  await show(ben, 'you', 'Ben')
  const both = [ada, ben]
  for (const tab of both) await show(tab, 'call-state', 'connected')
  for (const tab of both) await show(tab, 'relayed', 'yes')
  await say(ada, 'Good morning')
  await show(ben, 'chat', 'Ada: Good morning')
  await say(ben, 'Hello')
  await show(ada, 'chat', 'Ada: Good morningBen: Hello')
  await expectAccessible(ben, 'connected to the other tab')

  const third = await open()
  await notice(third, 'Two tabs are calling each other already')
  await expectAccessible(third, 'a third tab')
  await third.close()

  for (const tab of both) await count(tab, 'rotations', 2)
  expect(await Promise.all(both.map((tab) => read(tab, 'call-state')))).toEqual(['connected', 'connected'])
  // Each credential was asked for by one of them, and both had it; the first may be from before the call.
  const readBoth = (id: string) => Promise.all(both.map((tab) => read(tab, id)))
  await expect.poll(async () => new Set(await readBoth('credential-name')).size).toBe(1)
  const surplus = async () => {
    const asked = (await readBoth('requests')).map(Number).reduce((one, other) => one + other)
    return asked - Number(/.*Credential (\d+) is there/s.exec(await read(ada, 'told'))?.[1])
  }
  await expect.poll(surplus).toBeLessThanOrEqual(1)

  await ben.close()
  await notice(ada, 'Ben has gone')
  await expectAccessible(ada, 'left alone')
  const next = await open()
  for (const tab of [ada, next]) await show(tab, 'call-state', 'connected')
  await next.close()
  await ada.close()
}

async function say(tab: Page, text: string) {
  await tab.type('[data-testid="chat-text"]', text)
  await click(tab, 'chat-say')
}
