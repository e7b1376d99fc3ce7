import type { DataConnection, Peer } from 'peerjs'
import { freshPeer, keepConnectionFresh } from '../peerJs.ts'
import { makeClient, recipe } from './recipe.ts'
import { type Line, openLine, startTalk } from './talk.ts'

recipe(async () => {
  const port = await (await fetch('/api/peer-server-port')).json()
  const options = { host: '127.0.0.1', port, config: { iceTransportPolicy: 'relay' } } as const
  const [clientA, clientB] = [makeClient('anna'), makeClient('bert')]
  const [anna, bert] = await Promise.all([freshPeer('anna', clientA, options), freshPeer('bert', clientB, options)])
  await Promise.all([anna, bert].map(untilOpen))

  const connected = new Promise<DataConnection>((resolve) => {
    bert.once('connection', (connection) => {
      keepConnectionFresh(connection, clientB, bert.id)
      resolve(connection)
    })
  })
  const data = anna.connect('bert')
  keepConnectionFresh(data, clientA, anna.id)

  const called = new Promise<RTCPeerConnection>((resolve) => {
    bert.once('call', (call) => {
      call.answer()
      keepConnectionFresh(call, clientB, bert.id)
      resolve(call.peerConnection)
    })
  })
  const call = anna.call('bert', picture())
  keepConnectionFresh(call, clientA, anna.id)

  const otherData = await connected
  const connections = [data.peerConnection, otherData.peerConnection, call.peerConnection, await called]
  const media = connections.slice(2).map(openLine)
  return { connections, talk: startTalk(await Promise.all([line(data), line(otherData), ...media])) }
})

/** The first one may be open before the second has its servers. */
async function untilOpen(peer: Peer) {
  if (!peer.open) await new Promise<unknown>((resolve) => peer.once('open', resolve))
}

function picture(): MediaStream {
  const canvas = document.createElement('canvas')
  // Firefox gives a stream only of a canvas that has a context.
  canvas.getContext('2d')
  return canvas.captureStream(5)
}

async function line(connection: DataConnection): Promise<Line> {
  if (!connection.open) await new Promise<void>((resolve) => connection.once('open', resolve))
  return {
    send() {
      if (connection.open) connection.send('tick')
    },
    onMessage(listener) {
      connection.on('data', listener)
    },
  }
}
