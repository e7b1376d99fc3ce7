import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type ContenderName, contenders } from './contenders.ts'

// One contender on a free port of this machine, in a process of its own, which tells its port and then, each time it is
// asked, the CPU time that it has used, in microseconds.
const name = process.argv[2] as ContenderName
serve({ fetch: contenders[name](), hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => process.send?.(port))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
