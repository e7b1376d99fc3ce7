import { openChannel } from '../connection/openChannel.ts'
import type { SideName } from '../connection/sideName.ts'
import { createStore, type Store } from '../store.ts'

export interface ChatSnapshot {
  /** Whether something can be said now. */
  isOpen: boolean
  lines: readonly { key: number; from: SideName; text: string }[]
}

/** Words between the two tabs, over a data channel of the call. */
export interface Chat extends Store<ChatSnapshot> {
  open: (pc: RTCPeerConnection) => void
  say: (text: string) => void
}

export function createChat(side: SideName): Chat {
  const store = createStore<ChatSnapshot>({ isOpen: false, lines: [] })
  const other = side === 'ada' ? 'ben' : 'ada'
  let channel: RTCDataChannel | undefined

  function add(from: SideName, text: string) {
    const { lines, isOpen } = store.getSnapshot()
    store.set({ isOpen, lines: [...lines, { key: lines.length, from, text }] })
  }

  function look() {
    store.set({ ...store.getSnapshot(), isOpen: channel?.readyState === 'open' })
  }

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    open(pc) {
      openChannel(pc, { side, label: 'words' }, (opened) => {
        channel = opened
        channel.addEventListener('open', look)
        channel.addEventListener('close', look)
        channel.addEventListener('message', ({ data }) => add(other, String(data)))
        look()
      })
    },
    say(text) {
      if (channel?.readyState !== 'open' || text.trim() === '') return
      channel.send(text)
      add(side, text)
    },
  }
}
