import ipaddr from 'ipaddr.js';

/** Cloud services that answer on an address of the public range, inside the virtual network only. */
const INTERNAL_ADDRESSES = new Set(['168.63.129.16']);

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');
const WELL_KNOWN_NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * True for an address that belongs to the open internet. Private, loopback, link-local, carrier-grade NAT, multicast,
 * documentation and tunnel ranges are not; an IPv4 address inside an IPv6 one (mapped, NAT64) is judged as IPv4.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) {
    return false;
  }
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv4 ? isPublicV4(parsed) : isPublicV6(parsed);
};

const isPublicV4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && !INTERNAL_ADDRESSES.has(address.toString());

const isPublicV6 = (address: ipaddr.IPv6): boolean => {
  if (address.isIPv4MappedAddress()) {
    return isPublicV4(address.toIPv4Address());
  }
  if (address.match(WELL_KNOWN_NAT64)) {
    return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(-4)));
  }
  // The range test alone calls IPv4-compatible addresses (::7f00:1) unicast. 6to4 and Teredo are not `unicast`.
  return address.match(GLOBAL_UNICAST_V6) && address.range() === 'unicast';
};
