'use client'

import { createIceClient } from '@freshice/core'
import { IceClientProvider } from '@freshice/react'
import { useState } from 'react'
import { Call } from './Call.tsx'

export function CallPage({ answer }: { answer: unknown }) {
  const [client] = useState(() => createIceClient('/api/ice-servers', { initial: answer }))
  return (
    <IceClientProvider client={client}>
      <Call />
    </IceClientProvider>
  )
}
