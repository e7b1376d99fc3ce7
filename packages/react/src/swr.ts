'use client'

export type { CachedIceServers } from './swr/cachedClient.ts'
export { useIceServers } from './swr/useIceServers.ts'
export type { IceSource } from './useIceClient.ts'
export type { UseIceServersReturn } from './useIceState.ts'
