import { onTestFinished } from 'vitest'
import { cloudflareTurn, coturn } from '../src/index.ts'
import { arrayForm, keyId, keySecret, objectForm } from './support/cloudflareAnswers.ts'
import { countingProvider } from './support/countingProvider.ts'
import { providerContract } from './support/providerContract.ts'
import { answerWith, startUpstream } from './support/startUpstream.ts'
import { staticList } from './support/staticList.ts'

const secret = 'planted-shared-secret'

for (const endpoint of ['generate-ice-servers', 'generate'] as const) {
  providerContract(`cloudflareTurn, ${endpoint}`, {
    async make() {
      const { baseUrl, close } = await startUpstream((response, request) => {
        if (request.path?.endsWith('/revoke')) return answerWith(204, '')(response, request)
        answerWith(201, endpoint === 'generate' ? objectForm : arrayForm)(response, request)
      })
      onTestFinished(close)
      return cloudflareTurn({ keyId, keySecret, baseUrl, endpoint })
    },
    secrets: [keySecret],
  })
}

for (const layout of ['timestamp:user', 'user:timestamp'] as const) {
  providerContract(`coturn, ${layout}`, {
    make: () => coturn({ urls: ['turn:turn.example', 'stun:turn.example'], secret, layout }),
    secrets: [secret],
  })
}

providerContract('a static list', { make: () => staticList(['turn:turn.example'], 'name', 'password') })

providerContract('a provider of its own that counts', {
  make: () => {
    const { hashUser: _, revoke: __, ...provider } = countingProvider()
    return provider
  },
})
