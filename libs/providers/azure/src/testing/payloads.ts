/** Ids as the services write them, so that no two lists agree on their case. */
export const SUBSCRIPTION = '/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47';
const NETWORK = 'providers/Microsoft.Network';

export const VM_ID = `${SUBSCRIPTION}/resourceGroups/TEST_VM/providers/Microsoft.Compute/virtualMachines/cctestvm`;
export const NIC_ID = `${SUBSCRIPTION}/resourceGroups/test_vm/${NETWORK}/networkInterfaces/myVMNic`;
export const NSG_ID = `${SUBSCRIPTION}/resourceGroups/test_vm/${NETWORK}/networkSecurityGroups/c7n-nsg`;
export const IP_ID = `${SUBSCRIPTION}/resourceGroups/test_vm/${NETWORK}/publicIPAddresses/myIP`;
export const VNET_ID = `${SUBSCRIPTION}/resourceGroups/test_vm/${NETWORK}/virtualNetworks/vnet1`;
export const SUBNET_ID = `${VNET_ID}/subnets/Default`;
export const GROUP_ID = `${SUBSCRIPTION}/resourcegroups/test_vm`;

export const rawNic = {
  name: 'myVMNic',
  id: NIC_ID,
  type: 'Microsoft.Network/networkInterfaces',
  location: 'southcentralus',
  properties: {
    provisioningState: 'Succeeded',
    ipConfigurations: [
      {
        name: 'second',
        properties: { privateIPAddress: '172.20.2.5', subnet: { id: SUBNET_ID }, primary: false },
      },
      {
        name: 'ipconfig1',
        properties: {
          privateIPAddress: '172.20.2.4',
          publicIPAddress: { id: IP_ID },
          subnet: { id: SUBNET_ID },
          primary: true,
        },
      },
    ],
    macAddress: '00-0D-3A-1B-C7-21',
    enableIPForwarding: false,
    networkSecurityGroup: { id: NSG_ID },
    primary: true,
    virtualMachine: { id: VM_ID.replace('TEST_VM', 'test_vm') },
  },
};
