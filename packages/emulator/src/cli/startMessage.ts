import type { EmulatorOptions } from '../emulatorOptions.ts'
import type { Emulator } from '../startEmulator.ts'

/** What the person who started it needs to know. */
export function startMessage(emulator: Emulator, { expiry }: EmulatorOptions): string {
  const { baseUrl, accountBaseUrl, controlUrl, turnUrl, turnsUrl } = emulator
  return `Cloudflare's TURN API and a TURN server, emulated on this machine.

  API       ${baseUrl}
  account   ${accountBaseUrl}
  control   ${controlUrl}
  TURN      ${turnUrl} over UDP and TCP, expiry ${expiry}
${turnsUrl ? `  TLS       ${turnsUrl}\n` : ''}
For the environment of your credential endpoint:

TURN_KEY_ID=${emulator.keyId}
TURN_KEY_SECRET=${emulator.keySecret}
TURN_BASE_URL=${baseUrl}

For the account API, whose token opens the control API too:

CLOUDFLARE_ACCOUNT_ID=${emulator.accountId}
CLOUDFLARE_API_TOKEN=${emulator.apiToken}

Firefox reaches a TURN server on 127.0.0.1 only with media.peerconnection.ice.loopback set to true in about:config.
Ctrl-C ends it.
`
}
