import { credentialName, type Store } from 'example-shared'
import { useStore } from './useStore.ts'

interface SharedCredentialProps {
  iceServers: RTCIceServer[] | undefined
  requests: Store<number>
}

/** The credential that all tabs have between them. */
export function SharedCredential({ iceServers, requests }: SharedCredentialProps) {
  const asked = useStore(requests)
  return (
    <p className="explained shared">
      All tabs have one credential between them, now the one that ends in{' '}
      <code data-testid="credential-name">{credentialName(iceServers) ?? '–'}</code>. Requests made by this tab:{' '}
      <code data-testid="requests">{asked}</code>
    </p>
  )
}
