import { createElement, type ReactElement, type ReactNode, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import type { MountOptions } from '../contender.ts'

/** A contender's hook. */
export type UseServers = (options: MountOptions) => RTCIceServer[] | undefined

/** Mounts components that call a hook, as one React app. `provide` puts providers around them. Returns what unmounts it. */
export function mountReact(
  useServers: UseServers,
  options: MountOptions,
  provide: (children: ReactNode) => ReactElement = (children) => createElement('div', null, children),
): () => void {
  const root = createRoot(document.createElement('div'))
  const consumers = Array.from({ length: options.consumers }, (_, key) =>
    createElement(Consumer, { key, useServers, options }),
  )
  root.render(provide(consumers))
  return () => root.unmount()
}

function Consumer({ useServers, options }: { useServers: UseServers; options: MountOptions }) {
  const iceServers = useServers(options)
  useLayoutEffect(() => options.show(iceServers), [options, iceServers])
  return null
}
