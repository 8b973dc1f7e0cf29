import { createPrivateKey, createPublicKey } from 'node:crypto';

/** A key made for the emulator; the only thing it opens is an emulated project. */
const KEY = {
  kty: 'RSA',
  n: 'sRy6ue40apNH8Xy-qWDr4MiBN2ni2wJvy7biXX9hV2dulhvAojSkJGu4zRBGSYJPuIZmuK7GY3QZQ2D7_rNLgUh0dOwoedfQupw55pNkWXbwb6K6NPztsdrmcQ0J-GG3HGinp-fh-xdLILkC7wOurRvyVYkJuHgo_RKfMAjA3THbyP5WG0cIMQeDv50SbkfZkQZ27xqi2o_SyHzukcvqF3vlEF9nOIbOXeMxyYXXsFAeuR4opvO0r5vOtT6ZvraKjWSuQSyE-M2op4j5X5AKqwT2P8VuWYyaKqRkqRnf_1iDy5v8WU1LZry-6Txmta75PS7R4Hx8ZmOEkiCJbB4Txw',
  e: 'AQAB',
  d: 'CdUB9VYTboKBlmwp5huSzKDk3M98f_2jzifMwOBUO4wVjVtkt2cmYOfiqO5JMJsoKM1mlhm3EAipvwilxJnDIcivalmSf6fAQckaxRbpQGGEGcvApuC5o0t3H88s_q8SAWTlQG100-xoR8dC3JjpkVjr_DKbfwmbS5KakrSRsasTWzHNKqy4XybH-yaNNcCJEwOLjJKjsmrDZ6LM9zbPpHThqoT_bzOxcFmDaHWgEL0lbNdpx0MBkLvYtiiF6fQ10CLwZAmFKSGDMtlJn8thuHW9S38pnbtyJHeFEZgo8fAqr9NaznQE6w6dFbDxl23lpzXHYpFkpPTW_6V8LV-40Q',
  p: '5eg9Zj3TBKYI4ZgrAHFrHTDGG2GUJuXAtkBtI9ZL67hX1a4DtOSHRSOnkCo8JcMC8FOhecyriEadoYZb8Mku0PEQRoDawcXxpiNki7TqLGu1MxbgVSfTrHwsyx4paiojmjAquSS3r0FDgqQpnmanEL3epd3jGzTO4XGX07GpLxE',
  q: 'xTaThqu_iSnhSycFZrKcGyGAMqOST11B0bGNCOAhBca9dYmxRonFiJdXUEg1bZmrXXi4RhoVQ8clyL-TIXAA7wFPMkOCefYfRHVC0_jAth17AdmksdXVOVqFnJV3W_F8UAYu8iKGSod6a_G2UIVjhIxA316v_7Og0ERr32H3xVc',
  dp: 'xVeJjH846F6UdQAmuSShqta41bv2bUT9G_NFO2Owm08KpfHOYLFgoyotpIN8SXWQyjUe_-t8uWbT21f3B0HJG7QwIjRskbOU7uSmY30RHLv_NzFFshKTkRStZlQnfGdbU_hQU8d-m8JLbpH2326BrM8tk_ZYAHxdsAnPJvjyneE',
  dq: 'qsS4eDvOLgqqwHW4kpYE4OVgafkD319EeDyDgHT7g1H1iorBi_AOsVlDTQxJ327aWaUIBAPf-AHBMRTaZXDkDhGXL1IP8GXz60aSqJRU4x2h_xckKq2b5f8BhXZTlbUEzRKdoiPNH0oy8reqBA2NACCmqAUI56T2koE824CsmR8',
  qi: 'qGoiL74iyNYzssoZJo3YgSPgqJbOSRQOvA7jJqXYpDh0TDGvPWCGS6vrUBhD-0wsoeIe-g51qUGvGqOKSswXd5EgZqRJ0V3BLeCCihW9VQJO3ujaz6XHPeJJVx7k5dixE4hg45IsQHQ6MgkRin6R3E5crwRdpPjydm356H-vsrM',
} as const;

/** The two halves of the key of the demo's service account, in PEM. */
export function demoKeyPair(): { privateKey: string; publicKey: string } {
  const key = createPrivateKey({ key: KEY, format: 'jwk' });
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}
