import { type Authorize, cloudflareTurn, coturn, createIceHandler } from '@freshice/server'
import { createStorage } from 'unstorage'
import lruCache from 'unstorage/drivers/lru-cache'

export type ContenderName = 'bare' | 'coturn' | 'coturn, each user once' | 'cached Cloudflare'

type Handler = (request: Request) => Promise<Response>

const constant = JSON.stringify({
  iceServers: [
    { urls: ['stun:turn.example:3478'] },
    {
      urls: ['turn:turn.example:3478?transport=udp'],
      username: '1790000000:u'.padEnd(44, '0'),
      credential: 'x'.repeat(28),
    },
  ],
  ttl: 3600,
  expiresAt: '2026-11-22T12:00:00.000Z',
})

/** Who asks, by a header: a look into a session store would be the same for all. */
function authorize(request: Request) {
  const user = request.headers.get('Authorization')
  return user === null ? null : { user }
}

/** The handlers that are measured. The bare one does what no endpoint could do less of. */
export const contenders: Record<ContenderName, () => Handler> = {
  bare: () => async () => new Response(constant, { headers: { 'Content-Type': 'application/json' } }),

  coturn: () => ownServer(authorize),

  'coturn, each user once': () => {
    let count = 0
    return ownServer(() => ({ user: `user-${count++}` }))
  },

  'cached Cloudflare': () => {
    // Answers at once: asked once for each user, it is not what is measured.
    const fetch = async () =>
      Response.json({
        iceServers: [
          { urls: ['stun:stun.cloudflare.com:3478'] },
          {
            urls: [
              'turn:turn.cloudflare.com:3478?transport=udp',
              'turn:turn.cloudflare.com:3478?transport=tcp',
              'turns:turn.cloudflare.com:5349?transport=tcp',
              'turns:turn.cloudflare.com:443?transport=tcp',
            ],
            username: 'a'.repeat(96),
            credential: 'b'.repeat(96),
          },
        ],
      })
    const provider = cloudflareTurn({ keyId: 'key', keySecret: 'a-key-secret-of-some-length', fetch })
    return createIceHandler({ provider, authorize, reuse: createStorage({ driver: lruCache({ max: 10_000 }) }) })
  },
}

function ownServer(authorize: Authorize): Handler {
  const urls = ['stun:turn.example:3478', 'turn:turn.example:3478?transport=udp']
  return createIceHandler({ provider: coturn({ urls, secret: 'a-shared-secret-of-some-length' }), authorize })
}
