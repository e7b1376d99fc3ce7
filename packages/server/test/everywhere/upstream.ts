import { arrayForm } from '../support/cloudflareAnswers.ts'
import { answerWith, type Respond, startUpstream, type Upstream } from '../support/startUpstream.ts'

const works = answerWith(201, arrayForm)
/** Repeats every secret that it was sent, as a badly made server could. */
const echoes = (status: number): Respond => {
  return (response, request) => {
    const { authorization } = request.headers
    answerWith(status, { errors: [{ code: 1, message: `No: ${authorization}` }], authorization })(response, request)
  }
}

/** How the upstream behaves, by the id of the TURN key. */
const behaviours: Record<string, Respond> = {
  works,
  late: (...args) => setTimeout(() => works(...args), 300),
  html: answerWith(200, '<html>Welcome</html>'),
  empty: answerWith(201, ''),
  shape: answerWith(201, { servers: ['turn:turn.example'] }),
  silent: () => {},
  cut: (response) => {
    response.writeHead(201, { 'Content-Length': '1000' })
    response.write('{"iceServers":')
    setTimeout(() => response.destroy(), 10)
  },
  unauthorized: echoes(401),
  forbidden: echoes(403),
  busy: answerWith(429, {}, { 'Retry-After': '7' }),
  broken: echoes(500),
  elsewhere: answerWith(307, '', { Location: 'http://127.0.0.1:9/' }),
}

/** Cloudflare's API, good and bad. */
export function startBehaviours(): Promise<Upstream> {
  return startUpstream((response, request) => {
    const keyId = /\/keys\/([^/]+)\//.exec(request.path ?? '')?.[1] ?? ''
    ;(behaviours[keyId] ?? answerWith(404, {}))(response, request)
  })
}
