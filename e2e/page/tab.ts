import { createIceClient, type IceClient, type IceState } from '@freshice/core'
import { shareAcrossTabs } from '@freshice/core/tabs'

declare global {
  interface Window {
    client: IceClient
    /** The TURN user in hand, and those there were before. */
    user(): string | undefined
    seen: string[]
    /** Makes so many more clients of the same user, which nobody keeps. */
    haveClients(count: number): Promise<void>
  }
}

// Each tab asks under its own name, so that the endpoint can tell who asked.
const name = new URLSearchParams(location.search).get('name')
const share = shareAcrossTabs({ key: 'somebody' })
const userOf = ({ iceServers }: IceState) => iceServers?.find(({ username }) => username)?.username

window.seen = []
window.client = createIceClient(`/api/ice-servers?side=${name}`, { share, keepAlive: true })
window.user = () => userOf(window.client.getState())
window.client.subscribe((state) => {
  const user = userOf(state)
  if (user && user !== window.seen.at(-1)) window.seen.push(user)
})
window.haveClients = async (count) => {
  for (let made = 0; made < count; made += 1) await createIceClient('/api/ice-servers', { share }).getIceServers()
}
