import { headers } from 'next/headers'
import { iceHandler } from '../lib/iceHandler.ts'
import { CallPage } from './CallPage.tsx'

/** Renders with servers, so that the page can call without asking for any. */
export default async function Page() {
  const cookie = (await headers()).get('cookie') ?? ''
  const response = await iceHandler(new Request('http://localhost/api/ice-servers', { headers: { cookie } }))
  return <CallPage answer={response.ok ? await response.json() : undefined} />
}
