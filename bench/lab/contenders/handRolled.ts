import { useEffect, useState } from 'react'
import type { Contender, MountOptions } from '../contender.ts'
import { fetchAnswer, pollDelay, RETRY } from './fetchAnswer.ts'
import { mountReact } from './mountReact.ts'

/** What one writes in a quarter of an hour: an effect with a timer. */
export const handRolled: Contender = {
  name: 'hand-rolled',
  packages: ['react'],
  settings: [
    'React `useEffect` with `fetch` and one `setTimeout`: the next fetch at 80 % of the life, at least 5 s later; 5 s after a failure.',
    'An `AbortController`, aborted in the cleanup, as the React docs tell for effects that fetch.',
  ],
  mount: (options) => mountReact(useServers, options),
}

function useServers({ url }: MountOptions): RTCIceServer[] | undefined {
  const [iceServers, setIceServers] = useState<RTCIceServer[]>()

  useEffect(() => {
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    async function load() {
      try {
        const answer = await fetchAnswer(url, controller.signal)
        setIceServers(answer.iceServers)
        timer = setTimeout(load, pollDelay(answer))
      } catch {
        if (!controller.signal.aborted) timer = setTimeout(load, RETRY)
      }
    }
    load()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [url])

  return iceServers
}
