import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../browsers.ts'

export interface Memory {
  /** What the page's scripts hold after a forced garbage collection, in bytes; undefined where one cannot ask. */
  heap: number | undefined
  /** Listeners on the page's objects, after the same; undefined where one cannot ask. */
  listeners: number | undefined
  /** Resident memory of the browser with all its processes, in bytes; undefined where there is no /proc. */
  resident: number | undefined
}

/** A way to ask a page for its memory. Firefox has none over WebDriver BiDi: only the size of its processes is known. */
export async function memoryOf(page: Page, name: BrowserName): Promise<() => Promise<Memory>> {
  const pid = page.browser().process()?.pid
  const resident = () => (pid === undefined ? undefined : residentOf(pid))
  if (name !== 'Chromium') return async () => ({ heap: undefined, listeners: undefined, resident: resident() })
  const session = await page.createCDPSession()
  await session.send('Performance.enable')
  return async () => {
    // Twice: what a finalizer of the first lets go is collected by the second.
    await session.send('HeapProfiler.collectGarbage')
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value
    return { heap: metric('JSHeapUsedSize'), listeners: metric('JSEventListeners'), resident: resident() }
  }
}

/** Of a process and all under it. Pages that processes share count for each. */
function residentOf(root: number): number | undefined {
  const children = new Map<number, number[]>()
  const sizes = new Map<number, number>()
  for (const entry of processes()) {
    const status = statusOf(entry)
    const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
    sizes.set(Number(entry), Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0) * 1024)
  }
  if (!sizes.has(root)) return undefined
  const family = [root]
  // Grows while it is walked: a process, then those that it has started.
  for (const pid of family) family.push(...(children.get(pid) ?? []))
  return family.reduce((sum, pid) => sum + (sizes.get(pid) ?? 0), 0)
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  } catch {
    return []
  }
}

/** Empty for a process that is gone by now. */
function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
