// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HealthCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web:https://shop.example.com/health",
        "web:http://10.1.2.3:8080/health?deep=1 status=204",
        "web:https://[fd00::1]/health field=/status=UP",
        "web:https://shop.example.com/ status=418 field=/parts/0/ok=true text=all is well"
      })
  void isReadAsItIsWritten(String written) {
    assertThat(HealthCheck.parse(written)).hasToString(written);
  }

  @Test
  void saysWhomItAsksAndWhatIsExpected() {
    HealthCheck check = HealthCheck.parse("web:https://Shop.Example.com:443/health field=/a=b=c");

    assertThat(check.host()).isEqualTo("shop.example.com");
    assertThat(check.status()).isEqualTo(200);
    assertThat(check.pointer()).isEqualTo("/a");
    assertThat(check.fieldText()).isEqualTo("b=c");
    assertThat(HealthCheck.parse("web:http://shop:443/").host()).isEqualTo("shop:443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example.com/health",
        "web:ftp://shop.example.com/",
        "web:file:///etc/passwd",
        "web:https:///path",
        "web:https://user:word@shop.example.com/",
        "web:https://shop.example.com/#part",
        "web:https://shop.example.com\\@evil.example.com/",
        "web:https://sh\u202eop.example.com/",
        "web:https://xn\u00e4.example.com/",
        "web:https://shop.example.com/ status=2000",
        "web:https://shop.example.com/ status=20",
        "web:https://shop.example.com/ field=status=UP",
        "web:https://shop.example.com/ other=1",
        "Web:https://shop.example.com/"
      })
  void whatIsNoPlainQuestionIsRefusedWithWhatWasExpected(String written) {
    assertThatThrownBy(() -> HealthCheck.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected:")
        .hasMessageNotContaining("word@");
  }
}
