import { Window } from 'happy-dom'

/** The browser page that all contenders run in. */
export interface Page {
  /** Shows or hides the page, and tells it. */
  setVisible(isVisible: boolean): void
  /** Cuts or restores the network as the browser sees it, and tells the page. */
  setOnline(isOnline: boolean): void
  isOnline(): boolean
  /** Somebody clicks into the window. */
  focus(): void
}

const CLASSES = ['Node', 'Element', 'HTMLElement', 'HTMLIFrameElement', 'SVGElement', 'Text', 'ShadowRoot'] as const

/** Puts a page on the globals, as a browser has it. Its clocks are those of the world: install these first. */
export function installPage(): Page {
  const window = new Window({ url: 'https://app.example/' })
  const { document, navigator } = window
  let isVisible = true
  let isOnline = true

  Object.defineProperty(document, 'visibilityState', { get: () => (isVisible ? 'visible' : 'hidden') })
  Object.defineProperty(document, 'hidden', { get: () => !isVisible })
  Object.defineProperty(document, 'hasFocus', { value: () => isVisible })
  Object.defineProperty(navigator, 'onLine', { get: () => isOnline })

  // happy-dom brings timers and a fetch of its own, which know nothing of the world's.
  for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'fetch', 'performance', 'Date']) {
    Object.defineProperty(window, name, { get: () => Reflect.get(globalThis, name) })
  }
  Object.defineProperty(window, 'requestAnimationFrame', {
    value: (callback: FrameRequestCallback) => setTimeout(() => callback(performance.now()), 16),
  })
  Object.defineProperty(window, 'cancelAnimationFrame', { value: (timer: number) => clearTimeout(timer) })

  const globals = { window, document, navigator, location: window.location }
  for (const [name, value] of Object.entries(globals)) define(name, value)
  for (const name of CLASSES) define(name, window[name])

  return {
    setVisible(visible) {
      isVisible = visible
      // Browsers let it bubble up to the window, where some listen.
      document.dispatchEvent(new window.Event('visibilitychange', { bubbles: true }))
    },
    setOnline(online) {
      isOnline = online
      window.dispatchEvent(new window.Event(online ? 'online' : 'offline'))
    },
    isOnline: () => isOnline,
    focus() {
      window.dispatchEvent(new window.Event('focus'))
    },
  }
}

function define(name: string, value: unknown) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
