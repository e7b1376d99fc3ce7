import { createIceClient, keepFresh } from '@freshice/core'
import { probeIceServers } from '@freshice/core/probe'
import { shareAcrossTabs } from '@freshice/core/tabs'
import { callBetween } from './callBetween.js'

const client = createIceClient('/api/ice-servers', { share: shareAcrossTabs({ key: 'demo' }) })
client.subscribe(({ status }) => show('status', status))

const iceServers = await client.getIceServers()
const ada = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' })
const ben = new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' })
ada.addEventListener('connectionstatechange', () => show('state', ada.connectionState))

let moves = 0
keepFresh(ben, client)
keepFresh(ada, client, {
  onEvent: ({ type }) => {
    if (type === 'moved') show('moves', ++moves)
  },
})

let messages = 0
callBetween(ada, ben, () => show('messages', ++messages))

const results = await probeIceServers(iceServers)
show('reached', results.filter((result) => result.status === 'reached').length)

function show(id, text) {
  document.getElementById(id).textContent = text
}
