// network: a way out for the training container. Our own, since many accounts have lost their default one; public subnets
// with no way in, since a NAT gateway costs more in a month than the trainings it would serve
export function create(name: string) {
  const vpc = new aws.ec2.Vpc(`${name}Vpc`, { cidrBlock: "10.20.0.0/16" });
  const gateway = new aws.ec2.InternetGateway(`${name}Gateway`, {
    vpcId: vpc.id,
  });
  const routes = new aws.ec2.RouteTable(`${name}Routes`, {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  });
  const zones = aws.getAvailabilityZonesOutput({
    state: "available",
    filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  }).names;
  const subnets = [0, 1].map((index) => {
    const subnet = new aws.ec2.Subnet(`${name}Subnet${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.20.${index}.0/24`,
      availabilityZone: zones[index],
    });
    new aws.ec2.RouteTableAssociation(`${name}Subnet${index}Routes`, {
      subnetId: subnet.id,
      routeTableId: routes.id,
    });
    return subnet.id;
  });
  const firewall = new aws.ec2.SecurityGroup(`${name}Firewall`, {
    vpcId: vpc.id,
    description: "Out by HTTPS to AWS; nothing in",
    egress: [
      {
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["0.0.0.0/0"],
      },
    ],
  });
  return { subnets, securityGroupIds: [firewall.id] };
}

export * as Network from "./network";
