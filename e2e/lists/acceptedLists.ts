import type { Page } from 'puppeteer-core'

const BATCH = 2000

/** Whether the page's browser takes each list: the same check as the constructor's, without as many connections. */
export async function acceptedLists(page: Page, lists: unknown[]): Promise<boolean[]> {
  const found: boolean[] = []
  for (let from = 0; from < lists.length; from += BATCH) {
    const batch = JSON.stringify(lists.slice(from, from + BATCH))
    found.push(...(await page.evaluate(acceptsEach, batch)))
  }
  return found
}

function acceptsEach(json: string): boolean[] {
  const pc = new RTCPeerConnection()
  const found = (JSON.parse(json) as RTCIceServer[][]).map((iceServers) => {
    try {
      pc.setConfiguration({ iceServers })
      return true
    } catch {
      return false
    }
  })
  pc.close()
  return found
}
