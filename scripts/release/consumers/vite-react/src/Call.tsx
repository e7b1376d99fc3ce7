import { usePeerConnection } from '@freshice/react'
import { useIceServers } from '@freshice/react/swr'
import { useEffect, useState } from 'react'
import { callBetween } from './callBetween.ts'

const endpoint = '/api/ice-servers'

export function Call() {
  const [moves, setMoves] = useState(0)
  const [messages, setMessages] = useState(0)
  const { status } = useIceServers(endpoint)
  const { pc: ben } = usePeerConnection(endpoint, { iceTransportPolicy: 'relay' })
  const {
    pc: ada,
    connectionState,
    error,
  } = usePeerConnection(endpoint, {
    iceTransportPolicy: 'relay',
    onEvent: ({ type }) => {
      if (type === 'moved') setMoves((count) => count + 1)
    },
  })

  useEffect(() => {
    if (ada && ben) return callBetween(ada, ben, () => setMessages((count) => count + 1))
  }, [ada, ben])

  if (error) return <p role="alert">No call: {error.message}</p>
  return (
    <p>
      Servers <output id="status">{status}</output>, call <output id="state">{connectionState}</output>, moved{' '}
      <output id="moves">{moves}</output> times, <output id="messages">{messages}</output> messages
    </p>
  )
}
