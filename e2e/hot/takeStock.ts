/** What runs in a page, so that a second one of anything can be seen. */
export interface Stock {
  timers: number
  workers: number
  connections: number
  /** How many connections were made so far. */
  made: number
  /** Of window and document, by type. */
  listeners: Record<string, number>
}

declare global {
  interface Window {
    stock(): Stock
  }
}

/** Has the page keep `window.stock`. To be run in it before anything else. */
export function takeStock() {
  const timers = new Set<unknown>()
  const workers = new Set<Worker>()
  const connections = new Set<RTCPeerConnection>()
  const listeners: { type: string; listener: unknown; target: unknown }[] = []

  const { setTimeout, setInterval, clearTimeout, Worker, RTCPeerConnection } = window
  window.setTimeout = ((callback: () => void, delay: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      callback()
    }, delay)
    timers.add(timer)
    return timer
  }) as typeof setTimeout
  window.setInterval = ((callback: () => void, delay: number) => {
    const timer = setInterval(callback, delay)
    timers.add(timer)
    return timer
  }) as typeof setInterval
  window.clearTimeout = window.clearInterval = (timer) => {
    timers.delete(timer)
    clearTimeout(timer)
  }

  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args)
      workers.add(this)
    }
    override terminate() {
      workers.delete(this)
      super.terminate()
    }
  }
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      connections.add(this)
    }
  } as typeof RTCPeerConnection

  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target
    const placeOf = (type: string, listener: unknown) =>
      listeners.findIndex((one) => one.target === target && one.type === type && one.listener === listener)
    target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      if (!options?.once && placeOf(type, listener) < 0) listeners.push({ target, type, listener })
      addEventListener.call(target, type, listener, options)
    }
    target.removeEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      const place = placeOf(type, listener)
      if (place >= 0) listeners.splice(place, 1)
      removeEventListener.call(target, type, listener, options)
    }
  }

  window.stock = () => {
    const byType: Record<string, number> = {}
    for (const { type } of listeners) byType[type] = (byType[type] ?? 0) + 1
    return {
      timers: timers.size,
      workers: workers.size,
      made: connections.size,
      connections: [...connections].filter(({ signalingState }) => signalingState !== 'closed').length,
      listeners: byType,
    }
  }
}
