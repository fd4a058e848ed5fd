import { expect, test } from "vitest";
import { PublicAddress } from "@mainstay/core/base/public-address";

test.each([
  ...["8.8.8.8", "1.1.1.1", "100.63.255.255", "172.15.0.1", "172.32.0.1"],
  ...["169.253.1.1", "192.167.0.1", "223.255.255.255"],
  ...["2606:4700:4700::1111", "2a00:1450:4001:80b::200e"],
])("%s is public", (address) => {
  expect(PublicAddress.isPublic(address)).toBe(true);
});

test.each([
  ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.9.1"],
  ...["169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255"],
  ...["192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fc00::1"],
  ...["fd00:ec2::254", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:1::1"],
  ...["2001:db8::1", "ff02::1", "not an address", ""],
])("%s is not", (address) => {
  expect(PublicAddress.isPublic(address)).toBe(false);
});

test("a host is refused for one private address among public ones, unless it is allowed by name", async () => {
  const find = async () => [
    { address: "8.8.8.8", family: 4 },
    { address: "10.0.0.1", family: 4 },
  ];
  const resolve = (host: string, allowed: string[] = []) =>
    PublicAddress.resolve(host, allowed, find);
  await expect(resolve("x.test")).rejects.toMatchObject({
    code: "address.private",
    message: expect.stringContaining("10.0.0.1"),
  });
  expect(await resolve("x.test", ["x.test"])).toEqual(await find());
  await expect(resolve("y.x.test", ["x.test"])).rejects.toThrow();
  const literal = PublicAddress.resolve("[::1]", ["::1"]);
  expect(await literal).toEqual([{ address: "::1", family: 6 }]);
});
