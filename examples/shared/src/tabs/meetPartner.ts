import type { Signal } from '../connection/negotiate.ts'
import type { SideName } from '../connection/sideName.ts'

const CHANNEL = 'freshice-demo-call'

/** What tabs say to each other. Without a signal it is a greeting; without `to` it is for everybody. */
interface Message {
  side: SideName
  from: string
  to?: string | undefined
  signal?: Signal | undefined
}

/** The signalling of one call, between this tab and one other. */
export interface Line {
  /** Of this tab. */
  side: SideName
  /** Another one for each call. */
  id: string
  send: (signal: Signal) => void
  /** Takes the signals of the other side, those that came before too. */
  listen: (receive: (signal: Signal) => void) => void
}

export interface Meeting {
  /** Starts over with whoever is there: both tabs get a new line. */
  again: () => void
  end: () => void
}

/** Greets the tab on the other seat, and opens a line to it. A true app has a signalling server in this place. */
export function meetPartner(side: SideName, onLine: (line: Line) => void): Meeting {
  const channel = new BroadcastChannel(CHANNEL)
  let me = crypto.randomUUID()
  let partner: string | undefined
  let take: (signal: Signal) => void = () => {}

  function post(message: Omit<Message, 'side'>) {
    channel.postMessage({ side, ...message } satisfies Message)
  }

  function openLine(to: string) {
    const from = me
    let receive: ((signal: Signal) => void) | undefined
    const early: Signal[] = []
    partner = to
    take = (signal) => (receive ? receive(signal) : early.push(signal))
    onLine({
      side,
      id: `${from} ${to}`,
      send: (signal) => post({ from, to, signal }),
      listen(listener) {
        receive = listener
        for (const signal of early.splice(0)) listener(signal)
      },
    })
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const { from, to, signal } = data
    if (data.side === side || (to !== undefined && to !== me)) return
    if (signal) {
      // One of a call that is over finds nobody.
      if (from === partner) take(signal)
      return
    }
    if (from !== partner) openLine(from)
    if (to === undefined) post({ from: me, to: from })
  })
  post({ from: me })

  return {
    again() {
      me = crypto.randomUUID()
      partner = undefined
      post({ from: me })
    },
    end: () => channel.close(),
  }
}
