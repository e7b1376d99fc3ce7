import { type App, type Component, createApp, h } from 'vue'
import { counted, noteCommit } from '../counted.ts'

/** Mounts so many rows as one Vue app. Returns what unmounts it. */
export function mountVue(container: Element, { count, Row, provide }: MountVueOptions): () => void {
  const app = createApp({ render: () => Array.from({ length: count }, () => h(Row)) })
  provide?.(app)
  app.mount(container)
  return () => app.unmount()
}

export interface MountVueOptions {
  count: number
  Row: Component
  provide?: (app: App) => void
}

let isFlushing = false

/** One row. All that render in one go of Vue's scheduler count as one commit. */
export function row(text: string) {
  counted.renders += 1
  if (!isFlushing) {
    isFlushing = true
    queueMicrotask(() => {
      isFlushing = false
      noteCommit()
    })
  }
  return h('li', text)
}
