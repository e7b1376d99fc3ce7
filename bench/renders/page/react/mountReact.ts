import './countCommits.ts'
import { createElement, type FunctionComponent, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** Mounts so many rows as one React app. `provide` puts providers around them. Returns what unmounts it. */
export function mountReact(
  container: Element,
  { count, Row, provide = (rows) => rows }: MountReactOptions,
): () => void {
  const root = createRoot(container)
  root.render(provide(Array.from({ length: count }, (_, key) => createElement(Row, { key }))))
  return () => root.unmount()
}

export interface MountReactOptions {
  count: number
  Row: FunctionComponent
  provide?: (rows: ReactNode) => ReactNode
}
