import { Device } from 'mediasoup-client'
import { keepTransportFresh } from '../mediasoup.ts'
import { keepTransportFresh as keepTransportFreshPrivate } from '../mediasoupPrivate.ts'
import { connectionOf, makeFakeSfu } from './fakeSfu.ts'
import { makeClient, makeConnection, recipe } from './recipe.ts'
import { openLine, startTalk } from './talk.ts'

recipe(async (note) => {
  const client = makeClient('browser')
  const [server, iceServers, device] = await Promise.all([
    makeConnection(makeClient('server', '/api/long-ice-servers')),
    client.getIceServers(),
    Device.factory(),
  ])
  const serverLine = openLine(server)
  const sfu = makeFakeSfu(server)
  await device.load({ routerRtpCapabilities: { codecs: [], headerExtensions: [] } })
  const parameters = await sfu.parameters()
  const transport = device.createRecvTransport({ ...parameters, iceServers, iceTransportPolicy: 'relay' })
  transport.on('connect', (_, done) => done())
  await transport.consumeData({
    id: 'data',
    dataProducerId: 'data',
    sctpStreamParameters: { streamId: 0, ordered: true },
  })
  await sfu.connect(transport)

  const pc = connectionOf(transport)
  const talk = startTalk(await Promise.all([serverLine, openLine(pc)]))
  if (location.search === '?private') keepTransportFreshPrivate(transport, client, sfu.restartIce)
  else keepTransportFresh(transport, client, { restartOnServer: sfu.restartIce, onError: (error) => note(`${error}`) })
  return { connections: [server, pc], talk }
})
