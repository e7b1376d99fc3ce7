import { answerServer, type FromServer, type ToServer } from '../otherSideOffers.ts'
import { makeChannel } from './channel.ts'
import { makeClient, makeConnection, recipe } from './recipe.ts'
import { openLine, startTalk } from './talk.ts'

recipe(async () => {
  const client = makeClient('browser')
  const [server, pc] = await Promise.all([
    makeConnection(makeClient('server', '/api/long-ice-servers')),
    makeConnection(client),
  ])
  const signalling = makeChannel<FromServer, ToServer>()
  signalling.connect({ a: serve(server, signalling.fromA), b: answerServer(pc, client, signalling.fromB) })
  return { connections: [server, pc], talk: startTalk(await Promise.all([openLine(server), openLine(pc)])) }
})

/** Stands for the server: it makes all offers. */
function serve(pc: RTCPeerConnection, send: (message: FromServer) => void) {
  pc.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) send({ candidate: candidate.toJSON() })
  })
  pc.addEventListener('negotiationneeded', async () => {
    await pc.setLocalDescription()
    if (pc.localDescription) send({ description: pc.localDescription.toJSON() })
  })
  return async ({ description, candidate, restartIce }: ToServer) => {
    if (restartIce) pc.restartIce()
    if (description) await pc.setRemoteDescription(description)
    if (candidate) await pc.addIceCandidate(candidate)
  }
}
